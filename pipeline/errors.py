"""What can go wrong with a file or a run, as types; each message says what the user can do next.

    PipelineError
    ├── BadArgumentsError        1
    │   └── OutputCollisionError 1
    ├── InputFileError           2   not a PDF, damaged beyond reading, vanished
    │   └── NoTextLayerError     2   pages are pictures or their glyphs map to nothing
    ├── MissingDependencyError   3
    ├── OutputInvalidError       4   a record that does not balance or validate: a defect of naskah
    ├── FileAccessError          5   cannot read the input or write the output
    │   └── OutputLockedError    5
    ├── EncryptedPdfError        8
    ├── TimeLimitError          10
    ├── MemoryLimitError        11
    ├── WorkerCrashedError      12
    └── InternalError           15   a stage broke on the file: a defect of naskah

The numbers follow OCRmyPDF where it has one, so that they are known.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line; stable."""

    OK = 0
    BAD_ARGUMENTS = 1
    INPUT_FILE = 2
    MISSING_DEPENDENCY = 3
    OUTPUT_INVALID = 4
    FILE_ACCESS = 5
    ENCRYPTED = 8
    TIME_LIMIT = 10
    MEMORY_LIMIT = 11
    WORKER_CRASHED = 12
    OTHER = 15
    INTERRUPTED = 130


class PipelineError(Exception):
    """Any failure that naskah knows by name. ``code`` is the stable name used in reports."""

    exit_code = ExitCode.OTHER
    code = "error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __reduce__(self) -> tuple[type[PipelineError], tuple[str]]:
        return type(self), (self.message,)


class BadArgumentsError(PipelineError):
    """The command or call cannot be carried out as given."""

    exit_code = ExitCode.BAD_ARGUMENTS
    code = "bad_arguments"


class OutputCollisionError(BadArgumentsError):
    """Two inputs would write the same record."""

    code = "output_collision"


class InputFileError(PipelineError):
    """The file is not a PDF, or is damaged beyond reading."""

    exit_code = ExitCode.INPUT_FILE
    code = "input_file"


class NoTextLayerError(InputFileError):
    """There are pages, but no text that can be read from them."""

    code = "no_text_layer"


class MissingDependencyError(PipelineError):
    """An optional program or package is needed for what was asked."""

    exit_code = ExitCode.MISSING_DEPENDENCY
    code = "missing_dependency"


class OutputInvalidError(PipelineError):
    """A record does not balance or validate. Always a defect of naskah: please report it."""

    exit_code = ExitCode.OUTPUT_INVALID
    code = "output_invalid"


class FileAccessError(PipelineError):
    """The input cannot be read or the output cannot be written."""

    exit_code = ExitCode.FILE_ACCESS
    code = "file_access"


class OutputLockedError(FileAccessError):
    """Another run is writing to the same output folder."""

    code = "output_locked"


class EncryptedPdfError(PipelineError):
    """The file opens only with a password that was not given."""

    exit_code = ExitCode.ENCRYPTED
    code = "encrypted"


class TimeLimitError(PipelineError):
    """The file took longer than the time allowed for one file."""

    exit_code = ExitCode.TIME_LIMIT
    code = "time_limit"


class MemoryLimitError(PipelineError):
    """The file needed more memory than allowed for one file."""

    exit_code = ExitCode.MEMORY_LIMIT
    code = "memory_limit"


class WorkerCrashedError(PipelineError):
    """The process that worked on the file died."""

    exit_code = ExitCode.WORKER_CRASHED
    code = "worker_crashed"


class InternalError(PipelineError):
    """A stage broke on the file. Always a defect of naskah: please report it."""

    code = "internal"
