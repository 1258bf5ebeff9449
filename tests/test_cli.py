"""The command line as people meet it: what it prints, where, and the codes it ends with."""

from __future__ import annotations

import json
import resource
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import STAGES, ExitCode
from pipeline.cli import COMMANDS
from schemas import loads
from schemas.json_schema import json_schema
from tests.pdf_files import article_pdf

ROOT = Path(__file__).parents[1]


def naskah(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a user would, from the repository."""
    import os

    return subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments],
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        timeout=60,
    )


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "my paper.pdf"
    path.write_bytes(article_pdf())
    return path


def test_help_names_every_command_and_says_how_to_begin():
    done = naskah("--help")
    text = done.stdout.decode()
    assert done.returncode == 0
    assert "naskah run FOLDER --out OUT" in text
    for command in COMMANDS:
        assert f"\n  {command} " in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command):
    done = naskah(command, "--help")
    assert done.returncode == 0
    assert done.stdout.decode().startswith(f"Usage: naskah {command}")


def test_help_and_import_are_quick():
    """Seconds of the processor, best of five: the machine may be busy, the command may not be slow."""

    def best(*arguments: str) -> float:
        times = []
        for _ in range(5):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, *arguments], capture_output=True, cwd=ROOT, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        return min(times)

    assert best("-m", "pipeline", "--help") < 0.35
    assert best("-c", "import pipeline") < 0.25


def test_import_loads_nothing_heavy():
    code = (
        "import sys, pipeline\n"
        "heavy = {'pdfplumber', 'pypdfium2', 'pdf_oxide', 'spacy', 'langdetect', 'pydantic', 'typer', 'pebble'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_run_writes_a_record_and_tells_on_standard_error(paper, tmp_path):
    done = naskah("run", str(paper), "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert done.stdout == b""
    lines = done.stderr.decode().splitlines()
    assert lines[0].startswith("[1/1] written  ")
    assert lines[-1].startswith("1 record written in ")
    loads((tmp_path / "out" / "my paper.json").read_bytes())


def test_quiet_says_nothing_but_failures(paper, tmp_path):
    (tmp_path / "bad.pdf").write_bytes(b"")
    done = naskah("run", str(paper), str(tmp_path / "bad.pdf"), "--out", str(tmp_path / "out"), "--quiet")
    assert done.returncode == ExitCode.INPUT_FILE
    (line,) = done.stderr.decode().splitlines()
    assert "FAILED" in line and "input_file" in line


def test_json_prints_the_report(paper, tmp_path):
    done = naskah("run", str(paper), "--out", str(tmp_path / "out"), "--json")
    assert json.loads(done.stdout) == json.loads((tmp_path / "out" / "_run" / "report.json").read_bytes())


def test_standard_input_to_standard_output(paper):
    done = naskah("run", "-", stdin=paper.read_bytes())
    assert done.returncode == 0, done.stderr
    assert loads(done.stdout).source.filename == "stdin.pdf"


def test_standard_input_that_is_no_pdf():
    done = naskah("run", "-", stdin=b"not a PDF")
    assert (done.returncode, done.stdout) == (ExitCode.INPUT_FILE, b"")
    assert done.stderr.decode().startswith("naskah: ")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["frobnicate"], ExitCode.BAD_ARGUMENTS, "No such command"),
        (["run"], ExitCode.BAD_ARGUMENTS, "Missing argument"),
        (["run", "pipeline"], ExitCode.BAD_ARGUMENTS, "--out"),
        (["run", "pipeline", "--out", "{tmp}"], ExitCode.BAD_ARGUMENTS, "no PDF"),
        (["run", "no such folder", "--out", "{tmp}"], ExitCode.FILE_ACCESS, "There is no file or folder"),
        (["run", "-", "--out", "{tmp}"], ExitCode.BAD_ARGUMENTS, "Standard input"),
        (["run", "pipeline", "--out", "{tmp}", "--memory", "10"], ExitCode.BAD_ARGUMENTS, "--memory"),
        (["run", "pipeline", "--out", "{tmp}", "--timeout", "0"], ExitCode.BAD_ARGUMENTS, "--timeout"),
        (["run", "pipeline", "--out", "{tmp}", "--password-file", "none"], ExitCode.FILE_ACCESS, "password file"),
        (["run", "{paper}", "--out", "{tmp}/out", "--engine", "frob"], ExitCode.BAD_ARGUMENTS, "engine"),
        (["check", "{tmp}/none"], ExitCode.FILE_ACCESS, "There is no folder"),
    ],
)
def test_errors_say_what_to_do_and_have_their_codes(arguments, code, says, paper, tmp_path):
    done = naskah(*(argument.format(tmp=tmp_path, paper=paper) for argument in arguments))
    assert (done.returncode, says in done.stderr.decode()) == (code, True), done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_password_comes_from_a_file_or_the_environment(tmp_path):
    from tests.bad_files import encrypted_pdf

    (tmp_path / "locked.pdf").write_bytes(encrypted_pdf("rahasia"))
    (tmp_path / "password").write_text("rahasia\n")
    locked, out = str(tmp_path / "locked.pdf"), str(tmp_path / "out")
    assert naskah("run", locked, "--out", out).returncode == ExitCode.ENCRYPTED
    assert naskah("run", locked, "--out", out, "--password-file", str(tmp_path / "password")).returncode == 0
    assert naskah("run", locked, "--out", out, "--force", NASKAH_PASSWORD="rahasia").returncode == 0
    assert naskah("run", locked, "--out", out, "--force", NASKAH_PASSWORD="salah").returncode == ExitCode.ENCRYPTED


def test_schema_is_the_schema():
    assert naskah("schema").stdout.decode() == json_schema()


def test_stages_are_those_of_the_library():
    rows = json.loads(naskah("stages", "--json").stdout)
    assert [row["name"] for row in rows] == [stage.name for stage in STAGES]
    assert all(stage.name in naskah("stages").stdout.decode() for stage in STAGES[:1])


def test_check_finds_what_was_done_to_a_record(paper, tmp_path):
    out = tmp_path / "out"
    naskah("run", str(paper), "--out", str(out))
    sound = naskah("check", str(out))
    assert (sound.returncode, sound.stdout) == (0, b"")
    path = out / "my paper.json"
    path.write_bytes(path.read_bytes().replace(b'"unaccounted": 0', b'"unaccounted": 3'))
    done = naskah("check", str(out))
    assert done.returncode == ExitCode.OUTPUT_INVALID
    assert "my paper.json: accounting does not balance" in done.stdout.decode()
    assert "is not as the run wrote it" in done.stdout.decode()


def test_evaluate_scores_records_against_truth(tmp_path):
    truth, name = ROOT / "samples" / "expected", "jom-sosial-kota-kembar"
    (tmp_path / "truth").mkdir()
    (tmp_path / "truth" / f"{name}.json").write_bytes((truth / f"{name}.json").read_bytes())
    arguments = ("evaluate", str(tmp_path / "out"), "--truth", str(tmp_path / "truth"))
    assert naskah(*arguments).returncode == ExitCode.FILE_ACCESS
    naskah("run", str(ROOT / "samples" / "pdf" / f"{name}.pdf"), "--out", str(tmp_path / "out"))
    done = naskah(*arguments)
    assert (done.returncode, done.stdout.split()[:2]) == (0, [b"field", b"mean"])
    assert json.loads(naskah(*arguments, "--json").stdout)[name]["body_words"] > 0.5


def test_what_is_up_to_date_is_only_counted(paper, tmp_path):
    naskah("run", str(paper), "--out", str(tmp_path / "out"))
    (line,) = naskah("run", str(paper), "--out", str(tmp_path / "out")).stderr.decode().splitlines()
    assert line.startswith("0 records written, 1 unchanged in")
    assert b"unchanged  " in naskah("run", str(paper), "--out", str(tmp_path / "out"), "-v").stderr


def test_a_terminal_gets_a_bar_and_is_left_as_it_was(paper, tmp_path):
    import os
    import pty

    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "pipeline", "run", str(paper), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=ROOT, stderr=follower, stdout=subprocess.DEVNULL, timeout=60)
    os.close(follower)
    shown = b""
    while True:
        try:
            more = os.read(leader, 4096)
        except OSError:
            break
        if not more:
            break
        shown += more
    os.close(leader)
    assert done.returncode == 0
    assert b"1/1" in shown and b"1 record written" in shown
    assert shown.rfind(b"\x1b[?25h") > shown.rfind(b"\x1b[?25l")  # the cursor is back


def test_a_reader_that_leaves_early_is_no_error():
    command = f"{shlex.quote(sys.executable)} -m pipeline schema | head -1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, b"")


def test_version():
    from pipeline import __version__

    assert naskah("--version").stdout.decode().strip() == f"naskah {__version__}"
