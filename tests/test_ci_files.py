"""The places where people already work: the GitHub Action, the GitLab template and the hooks of pre-commit.

As far as they can be tried without their servers: their files fit the schemas of those who read them, and what they
run is run here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.example_project import JAPAN, REPOSITORY, build


def fits(schema: str, file: str) -> None:
    """A file fits a schema that check-jsonschema brings along."""
    check_jsonschema = pytest.importorskip("check_jsonschema", reason="check-jsonschema comes with the extra dev")
    with pytest.raises(SystemExit) as stop:
        check_jsonschema.main(["--builtin-schema", schema, str(REPOSITORY / file)])
    assert stop.value.code in (None, 0)


def test_the_action_and_the_template_fit_their_schemas() -> None:
    fits("vendor.github-actions", "action.yml")
    fits("vendor.gitlab-ci", "docs/ci/gitlab-ci.yml")


@pytest.fixture
def command(tmp_path: Path) -> Path:
    """The program as an installed command, in a folder of its own."""
    path = tmp_path / "runner/hhmonitor/bin/hhmonitor"
    path.parent.mkdir(parents=True)
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hhmonitor "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(("category", "status"), [("II", 0), ("I", 1)])
def test_the_step_of_the_action_run_as_the_shell_it_is(
    tmp_path: Path, command: Path, category: str, status: int
) -> None:
    project = build(tmp_path / "project")
    (project / "countries/JP.yaml").write_text(JAPAN.replace("category: II", f"category: {category}"), encoding="utf-8")
    action = yaml.safe_load((REPOSITORY / "action.yml").read_text(encoding="utf-8"))
    step = action["runs"]["steps"][-1]
    given = {name: str(one["default"]) for name, one in action["inputs"].items()} | {"as-of": "2020-12-31"}
    environment = {
        name: given[value.removeprefix("${{ inputs.").removesuffix(" }}")] for name, value in step["env"].items()
    }
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ
        | environment
        | {
            "PYTHONPATH": str(REPOSITORY),
            "RUNNER_TEMP": str(command.parents[2]),
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(project),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        },
    )
    assert done.returncode == status, done.stderr
    assert ("::error file=countries/JP.yaml,line=2," in done.stdout) is (status == 1)
    assert (tmp_path / "summary.md").read_text(encoding="utf-8").startswith("## The list against its criteria")


def test_the_script_of_the_template(tmp_path: Path, command: Path) -> None:
    project = build(tmp_path / "project")
    job = yaml.safe_load((REPOSITORY / "docs/ci/gitlab-ci.yml").read_text(encoding="utf-8"))["hhmonitor"]
    environment = os.environ | {
        "PATH": f"{command.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(REPOSITORY),
    }
    for line in job["script"]:
        subprocess.run(["sh", "-c", line], cwd=project, check=True, capture_output=True, env=environment)
    assert (project / job["artifacts"]["reports"]["junit"]).is_file()


PRE_COMMIT = shutil.which("pre-commit", path=str(Path(sys.executable).parent))


@pytest.mark.skipif(PRE_COMMIT is None, reason="pre-commit comes with the extra dev")
@pytest.mark.parametrize(("category", "status"), [("II", 0), ("I", 1)])
def test_the_hooks_in_a_repository(tmp_path: Path, command: Path, category: str, status: int) -> None:
    """The hooks as they stand, but for installing the package, which takes the network."""
    project = build(tmp_path / "project")
    (project / "countries/JP.yaml").write_text(JAPAN.replace("category: II", f"category: {category}"), encoding="utf-8")
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    local = [{**hook, "language": "system", "entry": f"{hook['entry']} --as-of 2020-12-31"} for hook in hooks]
    configuration = {"repos": [{"repo": "local", "hooks": local}]}
    (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configuration), encoding="utf-8")
    environment = os.environ | {
        "PATH": f"{command.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(REPOSITORY),
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
    }
    for arguments in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *arguments], cwd=project, check=True)
    done = subprocess.run(
        [str(PRE_COMMIT), "run", "--all-files"],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout
    assert done.stdout.count("Passed") == 2 - status
