#!/usr/bin/env bash
# Lints the chart and writes deploy/kubernetes.yaml from it, for those who have no Helm; a test sees when that is forgotten.
# Needs Helm 3 (from Go: go install helm.sh/helm/v3/cmd/helm@v3.22.0).
set -euo pipefail
cd "$(dirname "$0")"
helm lint roompass --strict --quiet --values example.yaml
mark=$(cat example.yaml $(find roompass -type f | LC_ALL=C sort) | sha256sum | cut -d' ' -f1)
{
  echo "# Rendered by deploy/helm/render.sh from the chart beside it; change that, not this. Chart: sha256 $mark"
  helm template roompass roompass --kube-version 1.31.0 --values example.yaml
} >../kubernetes.yaml
