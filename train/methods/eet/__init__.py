"""`eet`: Shao et al., "Explicit Facial Expression Transfer via Fine-Grained Representations", TIP
2021."""
