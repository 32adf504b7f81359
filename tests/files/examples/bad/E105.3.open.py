from pathlib import Path

Path("../outside.txt").write_text("hello")
