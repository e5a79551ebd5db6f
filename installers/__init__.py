"""The frozen program: what goes into it, how it is built, and how it is tried.

``python -m installers.bundle`` builds, ``python -m installers.smoke`` tries what was built.
`contents` says what of ours goes in, `left_out` what of others' stays out, `recipe` writes
PyInstaller's spec from both; `linux` and `windows` say where the systems differ.
"""
