import os

if __name__ == "__main__":
    os.fork()
