"""Middleware: everything that a request passes before it reaches the app, in pure ASGI.

Each file closes one of the framework's open doors; the numbers in them are constants with the
reason beside them.
"""
