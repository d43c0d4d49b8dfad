from setuptools import setup
import re
_deps = ["torch>=2", "ray[tune]>=1", "numpy"]
deps = {b: a for a, b in (re.findall(r"x", x)[0] for x in _deps)}
def deps_list(*pkgs):
    return [deps[pkg] for pkg in pkgs]
setup(install_requires=[deps["numpy"]], extras_require={"t": deps_list("torch", "ray[tune]")})
