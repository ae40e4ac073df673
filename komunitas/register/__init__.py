"""The register of KIM that a dinas already has: read, checked row by row, entered at once.

reading -> columns -> rows (+ villages, matching) -> planning -> applying
                                                          \\-> reconciling
"""
