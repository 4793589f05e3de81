"""Writes the kernel specification "Java (SeCo)": kernel.py FOLDER JAVA CLASS_PATH JAVA_OPTION..."""

import json
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
KEPT = ("OMP_NUM_THREADS", "OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "DJL_CACHE_DIR", "DJL_OFFLINE", "SECO_DATA", "SECO_COMMIT")
NOT_FOR_NOTEBOOKS = {"cli"}


def imports(classes):
    """The import of every package of the library, then the lines of imports.jshell."""
    # Java does not import a package that holds no class yet.
    files = (path for path in (classes / "seco").rglob("*.class") if path.stem != "package-info")
    packages = {path.parent.relative_to(classes) for path in files}
    names = sorted(".".join(package.parts) for package in packages if not NOT_FOR_NOTEBOOKS & set(package.parts))
    return "\n".join([*(f"import {name}.*;" for name in names), (HERE / "imports.jshell").read_text("utf-8")])


def specification(java, class_path, options):
    jar = Path(sys.prefix, "share", "jupyter", "kernels", "java", "jjava.jar")
    environment = {name: os.environ[name] for name in KEPT}
    environment["JJAVA_CLASSPATH"] = class_path
    environment["JJAVA_STARTUP_SCRIPT"] = imports(Path(class_path.split(os.pathsep)[0]))
    return {
        # What jjava-launcher.jar would start, without the second Java; its JJAVA_JVM_OPTS knows no paths with blanks.
        "argv": [
            java,
            *options,
            f"-Djava.util.logging.config.file={HERE / 'logging.properties'}",
            "--add-opens",
            "jdk.jshell/jdk.jshell=ALL-UNNAMED",
            "-jar",
            str(jar),
            "{connection_file}",
        ],
        "display_name": "Java (SeCo)",
        "language": "java",
        "interrupt_mode": "message",
        # Jupyter reads $NAME as a variable.
        "env": {name: value.replace("$", "$$") for name, value in environment.items()},
    }


def main(folder, java, class_path, *options):
    Path(folder).mkdir(parents=True, exist_ok=True)
    beside = Path(folder, f"kernel.json.{os.getpid()}")
    beside.write_text(json.dumps(specification(java, class_path, options), indent=1), "utf-8")
    beside.replace(Path(folder, "kernel.json"))


if __name__ == "__main__":
    main(*sys.argv[1:])
