import nox


@nox.session
def tests(session):
    session.install("coverage==7.5.0")
