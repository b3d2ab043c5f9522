# The commands of the project. `make run` is the demo; `make test` is every test there is.

# Two jobs: one more and a small machine runs out of memory while linking.
export CARGO_BUILD_JOBS ?= 2

AXE := target/axe/axe.min.js
POSTGRES := /usr/lib/postgresql/15/bin/postgres

.PHONY: run test bench needs
.DELETE_ON_ERROR:

run:
	cargo run --release -- demo

test: needs $(AXE)
	cargo test --lib --bins --tests
	cargo test --doc

bench:
	cargo bench

# What the tests need beside Rust: installed when we may, named when we may not.
needs:
	@missing=; \
	test -x $(POSTGRES) || command -v postgres >/dev/null || missing="$$missing postgresql-15"; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	command -v chromedriver >/dev/null || missing="$$missing chromium-driver"; \
	command -v npm >/dev/null || missing="$$missing npm"; \
	command -v openssl >/dev/null || missing="$$missing openssl"; \
	/usr/bin/python3 -c "import dkim" 2>/dev/null || missing="$$missing python3-dkim"; \
	command -v setsid >/dev/null || missing="$$missing util-linux"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update && DEBIAN_FRONTEND=noninteractive \
			apt-get install --yes --no-install-recommends $$missing; \
	else \
		echo "The tests need programs that are not installed. On Debian:" >&2; \
		echo "    sudo apt-get install$$missing" >&2; \
		exit 1; \
	fi

# axe-core (MPL 2.0) checks pages for accessibility; it is used by tests and never shipped.
$(AXE):
	rm -rf target/axe && mkdir -p target/axe
	cd target/axe && npm pack --silent axe-core@4.11 && tar -xzf axe-core-*.tgz
	cp target/axe/package/axe.min.js $@
