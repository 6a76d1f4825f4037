#!/usr/bin/env bash
# native.sh [INSTRUCTION-SET [OPTION ...]]
# Compiles the workloads natively, and times them in turn with the just-in-time compiler: the ratio on every row.
# INSTRUCTION-SET is native, the default, or x86-64-v3, the package's, against which 512-bit vectors are switched off.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
instructions=${1:-native}
shift || true
project=Gmnm.Benchmarks.Native
output=$project/bin/publish-$instructions
dotnet publish "$project" -c Release -p:IlcInstructionSet="$instructions" -o "$output" --nologo -v quiet
dotnet build "$project" -c Release --nologo -v quiet
if [ "$instructions" != native ]; then export DOTNET_EnableAVX512=0; fi
exec dotnet run -c Release --no-build --project "$project" -- --against "$output/$project" "$@"
