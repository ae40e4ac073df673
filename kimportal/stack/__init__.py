"""The whole portal on this machine, of real parts: nginx, web processes, worker, beat, Redis.

`make stack` and the tests use it; production runs the same parts with the same configuration
files by docker compose. Standard library only: the parts bring Django themselves.
"""

from kimportal.stack.processes import StackError
from kimportal.stack.stack import Stack

__all__ = ["Stack", "StackError"]
