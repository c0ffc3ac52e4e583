"""What a face is: landmarks, blendshapes, pose, action units, crops.

Needs numpy, OpenCV and MediaPipe only. Shared by the product (`rtxfer`) and by training
(`train`), so both see faces the same way.
"""
