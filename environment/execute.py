"""Executes notebooks through the Java kernel: execute.py --notebooks FOLDER --out FOLDER [--update] [NOTEBOOK...]"""

import argparse
import os
import re
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

LARGEST = 2_000_000  # bytes of a committed notebook


class NotebookError(Exception):
    """One line: notebook, cell and what went wrong."""


class Progress:
    """One line per notebook; on a terminal it is rewritten at each cell."""

    def __init__(self, name, cells):
        self.name, self.cells, self.start = name, cells, time.monotonic()
        self.live = sys.stderr.isatty()

    def running(self, number):
        if self.live:
            self._write(f"\r{self.name}  cell {number}/{self.cells}  {self._seconds()} s ", "")

    def done(self, text="done"):
        self._write(f"{chr(13) if self.live else ''}{self.name}  {self.cells} cells  {self._seconds()} s  {text}", "\n")

    def _seconds(self):
        return round(time.monotonic() - self.start)

    @staticmethod
    def _write(text, end):
        print(text, end=end, file=sys.stderr, flush=True)


def execute(source):
    """The notebook with the outputs of a fresh kernel; raises NotebookError at the first failing cell."""
    notebook = nbformat.read(source, as_version=4)
    numbers = {id(cell): number for number, cell in enumerate(code_cells(notebook), 1)}
    progress = Progress(source.stem, len(numbers))
    current = [0]

    def starts(cell, cell_index):
        if id(cell) in numbers:
            current[0] = numbers[id(cell)]
            progress.running(current[0])

    client = NotebookClient(
        notebook,
        timeout=None,
        startup_timeout=120,
        kernel_name="java",
        record_timing=False,
        resources={"metadata": {"path": str(source.parent)}},
        on_cell_start=starts,
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise NotebookError(f"{source.name}, cell {current[0]}: {one_line(error.ename, error.evalue)}") from error
    except DeadKernelError as error:
        raise NotebookError(f"{source.name}, cell {current[0]}: the kernel died") from error
    except RuntimeError as error:
        raise NotebookError(f"{source.name}: {one_line(type(error).__name__, error)}") from error
    for number, cell in enumerate(code_cells(notebook), 1):
        for output in cell.outputs:
            if output.output_type == "error":
                raise NotebookError(f"{source.name}, cell {number}: {one_line(output.ename, output.evalue)}")
    progress.done()
    return without_traces(notebook)


def code_cells(notebook):
    """The cells that run."""
    return [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]


def one_line(name, value):
    text = " ".join(re.sub(r"\x1b\[[0-9;]*m", "", str(value)).split())
    return text if text.startswith(name) else f"{name}: {text}"


def without_traces(notebook):
    """The notebook without what differs between machines and moments."""
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Java (SeCo)", "language": "java", "name": "java"},
            "language_info": {"name": "java", "file_extension": ".jshell", "mimetype": "text/x-java-source"},
        }
    )
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        cell.metadata.pop("ExecuteTime", None)
        if cell.cell_type == "code":
            cell.outputs = joined(cell.outputs)
    return notebook


def joined(outputs):
    """The outputs with what was printed in pieces in one piece, as a terminal shows it in the end."""
    result = []
    for output in outputs:
        last = result[-1] if result else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            result.append(output)
    for output in result:
        if output.output_type == "stream":
            lines = output.text.replace("\r\n", "\n").split("\n")
            output.text = "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines)
    return result


def write(notebook, target):
    """Writes beside and moves, so that a notebook is never half there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    nbformat.write(notebook, beside)
    beside.replace(target)


class TableText(HTMLParser):
    """The cells of HTML tables as aligned text."""

    def __init__(self, html):
        super().__init__()
        self.rows, self.cell = [], None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.cell = ""

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.cell is not None:
            self.rows[-1].append(" ".join(self.cell.split()))
            self.cell = None

    def __str__(self):
        width = max((len(row) for row in self.rows), default=0)
        rows = [row + [""] * (width - len(row)) for row in self.rows if any(row)]
        columns = [max(len(row[i]) for row in rows) for i in range(width)] if rows else []
        return "\n".join("  ".join(text.ljust(n) for text, n in zip(row, columns)).rstrip() for row in rows)


def tables(notebook):
    """The tables among the outputs, as text."""
    for cell in code_cells(notebook):
        for output in cell.outputs:
            data = output.get("data", {})
            if "<table" in data.get("text/html", ""):
                text = data.get("text/plain", "").rstrip()
                yield text if "\n" in text else str(TableText(data["text/html"]))


def chosen(folder, beginnings):
    """The notebooks in order; with beginnings of names only those."""
    found = sorted(folder.glob("*.ipynb"))
    if not found:
        raise NotebookError(f"no notebook in {folder}")
    for beginning in beginnings:
        if not any(path.name.startswith(beginning) for path in found):
            raise NotebookError(f"no notebook is called {beginning}…; there are {', '.join(path.stem for path in found)}")
    return [path for path in found if not beginnings or path.name.startswith(tuple(beginnings))]


def run(arguments):
    if arguments.update and os.environ.get("SECO_SCALE", "desk") == "smoke":
        raise NotebookError("--update writes what readers see; run it without SECO_SCALE=smoke")
    done = {}
    for source in chosen(arguments.notebooks, arguments.names):
        done[source.stem] = notebook = execute(source)
        copy = arguments.out / source.name
        write(notebook, copy)
        if arguments.update:
            if copy.stat().st_size >= LARGEST:
                raise NotebookError(f"{source.name} is {copy.stat().st_size} bytes with its outputs; the limit is {LARGEST}")
            write(notebook, source)
    for name, notebook in done.items():
        for text in tables(notebook):
            print(f"\n{name}\n{text}")
    print(f"\nExecuted notebooks: {arguments.out}" + (f", {arguments.notebooks}" if arguments.update else ""))


def main():
    parser = argparse.ArgumentParser(prog="environment/run", description="Executes the notebooks and prints their tables.")
    parser.add_argument("names", nargs="*", metavar="NOTEBOOK", help="the beginning of a name (05); default: all")
    parser.add_argument("--update", action="store_true", help="also write the committed notebooks")
    parser.add_argument("--notebooks", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, required=True, help=argparse.SUPPRESS)
    try:
        run(parser.parse_args())
    except (NotebookError, OSError) as error:
        sys.exit(f"\nerror: {error}" if sys.stderr.isatty() else f"error: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
