"""Certificates of others: taken apart and verified without a network, against a trust list.

`hc1` reads the EU's form, which Vietnam's vaccine passport has too, `shc` SMART Health Cards;
`certificates.Certificates` is what the desk asks. To add a form: a module that returns a
`Certificate`, and a case in `certificates`.
"""
