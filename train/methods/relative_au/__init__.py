"""`relative_au`: Ling et al., "Toward Fine-grained Facial Expression Manipulation", ECCV 2020."""
