import nox
@nox.session
def tests(session):
    session.install("pytest", "-r", "requirements.txt", ".[test]")
    session.run("pip", "install", "wheel")
    session.conda_install("numpy")
