# Every target builds its own .venv from the hashed lock; nothing else is needed than Python 3.11+, venv and make.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: install play test check bench torture lock clean

install: $(READY)

play: $(READY)
	$(BIN)/vpd play $(PLAY_ARGS)

test: $(READY)
	$(BIN)/python -m pytest -n auto $(TEST_ARGS)

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/basedpyright
	$(BIN)/python -m storage.migrations.check
	$(BIN)/coverage run -m pytest -q -n 0 -m "not slow and not torture" tests/canvas
	$(BIN)/coverage report

bench: $(READY)
	$(BIN)/python -m tests.benchmarks

torture: $(READY)
	$(BIN)/python -m pytest -m torture -n 0 $(TEST_ARGS)
	VPD_TEST_DATABASES=both $(BIN)/python -m pytest -n auto tests/handlers tests/stories $(TEST_ARGS)

lock: $(READY)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --all-extras --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links --quiet --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links --quiet --constraint requirements.lock \
		--output-file requirements-run.lock pyproject.toml

clean:
	rm -rf .venv

# uv installs the lock in seconds when it is there; pip does the same, slower.
$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	if command -v uv >/dev/null; then \
		uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock; \
	else \
		$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock; \
	fi
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $(READY)
