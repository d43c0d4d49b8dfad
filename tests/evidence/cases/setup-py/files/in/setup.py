from setuptools import setup
def read(name):
    with open(name) as f:
        return f.read().splitlines()
setup(install_requires=read("reqs.lst.txt"), extras_require={"x": read("requirements-x.txt")})
