REPO = "acme-labs/first-thing"
OTHER = "acme-labs/second-thing"
UNUSED = "acme-labs/never-loaded"


class Defaults:
    base = "acme-labs/third-thing"
