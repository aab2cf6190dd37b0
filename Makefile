PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test test-all check bench weights gazetteer quality neutrality places organisations quantities learn pages stories releases index-example same initiatives scale pairs follow simulate bench-measure reference clean

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; say which with: make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "venv is not complete here; on Debian: apt-get install -y python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(READY)

demo: $(READY) ## from install to the built sample yearbook
	$(BIN)/samarkand demo demo-observatory

check: $(READY) ## style, types and layers
	$(BIN)/ruff check src tests tools
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check ## from install to a green test suite
	$(BIN)/pytest -m "not slow"

test-all: check ## also the slow proofs
	$(BIN)/pytest

bench: $(READY) ## speed of reading, of near copies (beside datasketch) and of the index, with reference passes in the same run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python -m tools.bench
	$(BIN)/python -m tools.stories --speed
	$(BIN)/python -m tools.bench_index

weights: $(READY) ## learn the reader's weights from the codebook and record their checksum
	$(BIN)/python -m tools.make_weights

gazetteer: $(READY) ## build the names from the libraries and the hand-written tables
	$(BIN)/python -m tools.make_gazetteer

learn: $(READY) ## learn from annotated documents (needs the shared folder), then the weights
	$(BIN)/python -m tools.learn

organisations: $(READY) ## score the names of organisations on the shared gold and write docs/organisations.md
	$(BIN)/python -m tools.organisations --write

quantities: $(READY) ## score quantities and themes on the shared gold
	$(BIN)/python -m tools.quantity

quality: $(READY) ## score the reader on the shared gold and write docs/quality.md
	$(BIN)/python -m tools.quality

neutrality: $(READY) ## read the shared gold with its parties swapped and write docs/neutrality.md
	$(BIN)/python -m tools.neutrality

places: $(READY) ## score the gazetteer on the shared place names and write docs/places.md
	$(BIN)/python -m tools.places

pages: $(READY) ## score body text and dates of pages on the shared set and write docs/pages.md
	$(BIN)/python -m tools.pages

stories: $(READY) ## score copies, releases and updates on the shared corpora and write docs/stories.md
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python -m tools.stories --write

releases: $(READY) ## learn the weights that tell releases in several languages (needs the shared folder)
	$(BIN)/python -m tools.releases

index-example: $(READY) ## reckon the worked example of the index from the shared statistics and write docs/index.md
	$(BIN)/python -m tools.index_example --write

same: $(READY) ## score organisations across scripts beside rigour and nomenklatura and write docs/same.md
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python -m tools.same --half held --against nomenklatura --write

initiatives: $(READY) ## count the named initiatives, and where the shared corpora name them
	$(BIN)/python -m tools.initiatives

scale: $(READY) ## collate and read 20,000, 100,000 and 500,000 documents (hours) and write docs/scale.md
	$(BIN)/python -m tools.scale --write

pairs: $(READY) ## score reconciliation on the judged pairs of the shared corpora
	$(BIN)/python -m tools.exchange_pairs

follow: $(READY) ## score promises and what became of them on the development half of the shared gold
	mkdir -p .cache/followed
	for c in swiss cctv; do $(BIN)/samarkand follow --documents $${SAMARKAND_SHARED:-../shared}/corpora/commitments_$$c.jsonl.gz --out .cache/followed/$$c.jsonl; done
	$(BIN)/python -m tools.follow --followed .cache/followed

simulate: $(READY) ## worlds of known truth: do the intervals hold? (minutes) writes docs/method/uncertainty.md
	$(BIN)/python -m tools.simulate

bench-measure: $(READY) ## all indicators of 100,000 exchanges, beside a plain loop
	$(BIN)/python -m tools.bench_measure

reference: $(READY) ## write docs/cli.md from the command line itself
	$(BIN)/python -m tools.reference

clean: ## remove what was made here
	rm -rf $(VENV) demo-observatory build dist
