#!/usr/bin/env bash
# Writes a migration for both databases: add.sh NAME. A migration that has landed on a release is never edited.
set -euo pipefail
cd "$(dirname "$0")/../../.."
dotnet tool restore >/dev/null
for db in Sqlite Postgres; do
  dotnet ef migrations add "$1" --project src/Groupware.Storage --startup-project src/Groupware.Storage --context "${db}Context" --output-dir "Migrations/$db"
done
