"""The places where people already work: the GitHub Action, the GitLab template and the hooks of pre-commit.

As far as they can be tried without their servers: their files fit the schemas of those who read them, and what they
run is run here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.example_project import JAPAN, REPOSITORY, build


def read(file: str) -> Any:
    """A file of the repository as the data that it holds."""
    return yaml.safe_load((REPOSITORY / file).read_text(encoding="utf-8"))


def fits(schema: str, file: str) -> None:
    """A file fits a schema that check-jsonschema brings along."""
    check_jsonschema = pytest.importorskip("check_jsonschema", reason="check-jsonschema comes with the extra dev")
    with pytest.raises(SystemExit) as stop:
        check_jsonschema.main(["--builtin-schema", schema, str(REPOSITORY / file)])
    assert stop.value.code in (None, 0)


WORKFLOWS = (
    ".github/workflows/ci.yml",
    ".github/workflows/newest.yml",
    "hhmonitor/answers/starter/github-workflow.yml",
)
"""The workflows of this repository, and the one that a new project gets."""


def test_files_for_ci_fit_their_schemas() -> None:
    fits("vendor.github-actions", "action.yml")
    fits("vendor.gitlab-ci", "docs/ci/gitlab-ci.yml")
    for file in WORKFLOWS:
        fits("vendor.github-workflows", file)
    fits("vendor.github-issue-config", ".github/ISSUE_TEMPLATE/config.yml")


TEMPLATES = (("fault", "fout"), ("evidence", "onderbouwing"), ("wish", "wens"))
"""The issue templates, in English and in Dutch."""


@pytest.mark.parametrize(("english", "dutch"), TEMPLATES)
def test_an_issue_template_asks_the_same_in_both_languages(english: str, dutch: str) -> None:
    asked = []
    for name in (english, dutch):
        file = f".github/ISSUE_TEMPLATE/{name}.yml"
        fits("vendor.github-issue-forms", file)
        form = read(file)
        asked.append((form["labels"], [(one["id"], one["type"], one.get("validations")) for one in form["body"]]))
    assert asked[0] == asked[1]


@pytest.mark.parametrize("file", WORKFLOWS)
def test_a_workflow_pins_what_it_uses_and_may_do_no_more_than_read(file: str) -> None:
    workflow = read(file)
    [job] = workflow["jobs"].values()
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert used
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", one) for one in used)
    assert (workflow["permissions"], job["permissions"]) == ({}, {"contents": "read"})
    [checkout] = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
    assert checkout["with"]["persist-credentials"] is False


ZIZMOR = shutil.which("zizmor", path=str(Path(sys.executable).parent))


@pytest.mark.skipif(ZIZMOR is None, reason="zizmor is not installed")
def test_who_looks_for_holes_in_workflows_finds_none(tmp_path: Path) -> None:
    workflows = tmp_path / ".github/workflows"
    workflows.mkdir(parents=True)
    for file in WORKFLOWS:
        shutil.copy(REPOSITORY / file, workflows)
    shutil.copy(REPOSITORY / "action.yml", tmp_path)
    done = subprocess.run(
        [str(ZIZMOR), "--offline", "--persona", "pedantic", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_the_workflow_of_a_new_project_looks_at_everything_and_sums_it_up() -> None:
    [job] = read("hhmonitor/answers/starter/github-workflow.yml")["jobs"].values()
    *steps, summary = [step for step in job["steps"] if "run" in step][1:]
    assert [step["run"] for step in steps] == ["hhmonitor validate", "hhmonitor check"]
    assert summary["run"].count('>> "$GITHUB_STEP_SUMMARY"') == 2
    # The list is checked, and all of it summed up, where files are not in order too.
    assert {step.get("if") for step in (steps[1], summary)} == {"${{ !cancelled() }}"}


def test_the_workflow_begins_at_the_oldest_python_that_the_package_supports() -> None:
    [job] = read(".github/workflows/ci.yml")["jobs"].values()
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest = job["strategy"]["matrix"]["python"][0]
    assert project["requires-python"] == f">={oldest}"


def test_the_hooks_of_this_repository_fetch_nothing() -> None:
    repositories = read(".pre-commit-config.yaml")["repos"]
    assert {one["repo"] for one in repositories} == {"local"}
    assert {hook["language"] for one in repositories for hook in one["hooks"]} == {"system"}


def test_no_address_is_invented() -> None:
    files = [path for path in (REPOSITORY / ".github").rglob("*") if path.is_file()]
    files += [REPOSITORY / name for name in (".pre-commit-config.yaml", "CONTRIBUTING.md", "CHANGELOG.md")]
    namespace = 'xmlns="http://www.w3.org/2000/svg"'
    assert not [str(path) for path in files if "://" in path.read_text(encoding="utf-8").replace(namespace, "")]


@pytest.fixture
def command(tmp_path: Path) -> Path:
    """The program as an installed command, in a folder of its own."""
    path = tmp_path / "runner/hhmonitor/bin/hhmonitor"
    path.parent.mkdir(parents=True)
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hhmonitor "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.slow
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
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert re.findall("^# .*", summary, re.MULTILINE) == [
        "# The files of the Monitor",
        "# The list against its criteria",
    ]


@pytest.mark.slow
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
@pytest.mark.slow
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
