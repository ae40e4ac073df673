"""`python -m kimportal.stack.sehat`: does the web process of this container answer?"""

import os
import sys

from kimportal.stack.processes import is_healthy

PORT = 8000

if __name__ == "__main__":
    host = os.environ.get("KIM_HOSTS", "localhost").partition(",")[0]
    sys.exit(0 if is_healthy(PORT, host) else 1)
