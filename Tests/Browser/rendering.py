"""How tests render sites."""

import subprocess

import pytest

import tools


def render(*arguments, status):
    """Runs `portico render`, and fails unless it ends with the status."""
    result = subprocess.run([tools.portico(), "render", *arguments], capture_output=True, text=True, timeout=240)
    if result.returncode != status:
        pytest.fail(f"render ended with {result.returncode}\n{result.stdout}{result.stderr}", pytrace=False)
