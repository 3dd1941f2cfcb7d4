"""What a Git host needs to publish the site by itself. Pure: where the site stands in, texts out.

Each recipe checks every change, publishes the main branch, and looks every ten minutes whether the
clock alone has changed the site. Checking never stands in the way of publishing.
"""

import re

from stillup import __version__

GITHUB = ".github/workflows/status.yml"
GITLAB = ".gitlab-ci.yml"

_SAFE = re.compile(r"[\w./-]+")


def recipes_for(host: str, folder: str) -> dict[str, str]:
    """Return the recipes for a Git host by path: `github`, `gitlab`, a host's name, or `none`.

    For a host that tells nothing there are both. `folder` leads from the repository to the site.
    """
    if host == "none":
        return {}
    known = [name for name in ("github", "gitlab") if name in host]
    chosen = known if len(known) == 1 else ["github", "gitlab"]
    makers = {"github": (GITHUB, github_recipe), "gitlab": (GITLAB, gitlab_recipe)}
    return {makers[name][0]: makers[name][1](folder) for name in chosen}


def github_recipe(folder: str = "") -> str:
    """Return a workflow for GitHub Actions. `folder` leads from the repository to the site."""
    return _GITHUB.replace("@AT@", _at(folder)).replace("@VERSION@", __version__)


def gitlab_recipe(folder: str = "") -> str:
    """Return a pipeline for GitLab CI. `folder` leads from the repository to the site."""
    return _GITLAB.replace("@AT@", _at(folder)).replace("@VERSION@", __version__)


def _at(folder: str) -> str:
    """Return what names the site's folder to `stillup`, as a shell and YAML both take it."""
    if not folder:
        return ""
    if _SAFE.fullmatch(folder):
        return f"-C {folder} "
    return "-C '" + folder.replace("'", "'\\''") + "' "


_GITHUB = """\
# Publishes the status site. Written by `stillup init`; change it as you like.
#
# Where to: the targets under `publish:` in site.yaml. What each needs to let this workflow in
# stands below, beside the step that publishes. Nothing secret ever stands in this repository.
name: Status site

on:
  push:
    branches: [main]
  pull_request:
  schedule:
    # Looks every ten minutes whether the clock alone has changed the site: a maintenance began, a
    # promised update is late, a new day. When nothing is due it does nothing.
    - cron: "*/10 * * * *"
  workflow_dispatch:

permissions:
  contents: read

jobs:
  # Marks what is wrong beside the lines of the change. It runs beside publishing, never before it.
  check:
    if: github.event_name == 'push' || github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install 'stillup==@VERSION@'
      - run: stillup @AT@check --format github

  publish:
    if: github.event_name != 'pull_request'
    runs-on: ubuntu-latest
    timeout-minutes: 30
    # One at a time, and the newest wins: a run that waits gives way to one that came later.
    # What looks at the clock waits in a line of its own, so that it never pushes news out.
    concurrency:
      group: status-${{ github.event_name == 'schedule' && 'clock' || 'news' }}
      cancel-in-progress: false
    permissions:
      contents: write # to push a branch of this repository, for GitHub Pages
      id-token: write # to log in at a cloud without a key
    steps:
      # Always the newest of the branch, also when this run had to wait.
      - uses: actions/checkout@v4
        with:
          ref: ${{ github.ref_name }}
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install 'stillup[object-store]==@VERSION@'

      # For a target in Amazon S3, without any key: let AWS trust this repository's workflows (IAM,
      # identity provider token.actions.githubusercontent.com), give that role the right to read,
      # write, list and delete in the bucket, and take the marks off these lines.
      # - uses: aws-actions/configure-aws-credentials@v4
      #   with:
      #     role-to-assume: arn:aws:iam::123456789012:role/status-site
      #     aws-region: eu-west-1
      #
      # For a target in Azure Blob Storage likewise, with a federated credential of an app:
      # - uses: azure/login@v2
      #   with:
      #     client-id: 00000000-0000-0000-0000-000000000000
      #     tenant-id: 00000000-0000-0000-0000-000000000000
      #     allow-no-subscriptions: true
      #
      # A store that knows only keys gets them as secrets of the repository, in `env` below.

      # For a branch of this repository (GitHub Pages) the workflow's own short-lived token will do.
      - run: |
          gh auth setup-git
          git config --global url.https://github.com/.insteadOf git@github.com:
        env:
          GH_TOKEN: ${{ github.token }}
      - if: github.event_name != 'schedule'
        run: stillup @AT@publish
        env:
          GH_TOKEN: ${{ github.token }}
          # AWS_ACCESS_KEY_ID: ${{ secrets.AWS_ACCESS_KEY_ID }}
          # AWS_SECRET_ACCESS_KEY: ${{ secrets.AWS_SECRET_ACCESS_KEY }}
          # AZURE_USE_AZURE_CLI: "true"
      - if: github.event_name == 'schedule'
        run: stillup @AT@publish --if-due
        env:
          GH_TOKEN: ${{ github.token }}
          # The same as above.
"""

_GITLAB = """\
# Publishes the status site. Written by `stillup init`; change it as you like.
#
# Where to: the targets under `publish:` in site.yaml. What they need to let this pipeline in stands
# below, beside the job that publishes. Nothing secret ever stands in a file of this repository.
#
# Once, in GitLab: Build > Pipeline schedules > New schedule, with `*/10 * * * *`. It looks every
# ten minutes whether the clock alone has changed the site; when nothing is due it does nothing.
stages: [status]

default:
  image: python:3.12

# Marks what is wrong beside the lines of the change. It runs beside publishing, never before it.
check:
  stage: status
  needs: []
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_PIPELINE_SOURCE == "push"
  script:
    - pip install --quiet "stillup==@VERSION@"
    - stillup @AT@check --format gitlab > status-problems.json || failed=1
    - stillup @AT@check
    - exit ${failed:-0}
  artifacts:
    when: always
    reports:
      codequality: status-problems.json

publish:
  stage: status
  needs: []
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_PIPELINE_SOURCE =~ /^(push|web|schedule)$/
  # One at a time. That the newest wins is set once:
  #   curl --request PUT --header "PRIVATE-TOKEN: $TOKEN" --data process_mode=newest_first \\
  #     "$CI_API_V4_URL/projects/$CI_PROJECT_ID/resource_groups/status"
  # Without that, an older run that comes late is stopped by `publish` itself.
  resource_group: status
  interruptible: false
  timeout: 30m
  # For a target in Amazon S3, without any key: let AWS trust this project (IAM, identity provider
  # with the address of your GitLab), give that role the right to read, write, list and delete in
  # the bucket, and take the marks off these lines and off the two in `script`.
  # id_tokens:
  #   STATUS_ID_TOKEN:
  #     aud: https://gitlab.com
  # variables:
  #   AWS_ROLE_ARN: arn:aws:iam::123456789012:role/status-site
  #   AWS_WEB_IDENTITY_TOKEN_FILE: /tmp/status-id-token
  #
  # A store that knows only keys gets them as masked variables: Settings > CI/CD > Variables.
  script:
    # - umask 077
    # - printf %s "$STATUS_ID_TOKEN" > "$AWS_WEB_IDENTITY_TOKEN_FILE"
    - pip install --quiet "stillup[object-store]==@VERSION@"
    # The newest of the branch, also when this job had to wait.
    - git fetch --quiet --depth 1 origin "$CI_COMMIT_BRANCH"
    - git checkout --quiet FETCH_HEAD
    - if [ "$CI_PIPELINE_SOURCE" = schedule ]; then due=--if-due; fi
    - stillup @AT@publish $due
"""
