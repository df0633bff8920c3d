"""Runs Tryton's server until whoever started it is gone: the pipe to its standard input ends with them."""
import os
import runpy
import sys
import threading


def end_with_parent():
    while os.read(0, 1024):
        pass
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()
program, *sys.argv[1:] = sys.argv[1:]
sys.argv[0] = program
runpy.run_path(program, run_name='__main__')
