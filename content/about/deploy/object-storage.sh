#!/bin/sh
# A portal in a bucket that speaks S3: object-storage.sh BUCKET [SITE]
# What is new is sent before the pages that name it, and what is gone goes last: nobody meets a page
# whose style is missing. Names with a hash are kept for ever; all else is asked for again.
set -eu

bucket=$1
site=${2:-dist}
[ -f "$site/glassbox.json" ] || { echo "$site holds no pressed site" >&2; exit 2; }

aws s3 sync "$site/assets" "s3://$bucket/assets" --exclude "*.br" --exclude "*.gz" \
    --cache-control "public, max-age=31536000, immutable"
aws s3 sync "$site" "s3://$bucket" --exclude "assets/*" --exclude "*.md" --exclude "*.txt" \
    --exclude "*.br" --exclude "*.gz" --cache-control no-cache
aws s3 sync "$site" "s3://$bucket" --exclude "*" --include "*.md" \
    --cache-control no-cache --content-type "text/markdown; charset=utf-8"
aws s3 sync "$site" "s3://$bucket" --exclude "*" --include "*.txt" \
    --cache-control no-cache --content-type "text/plain; charset=utf-8"
aws s3 sync "$site" "s3://$bucket" --delete --exclude "*.br" --exclude "*.gz"

# Directories answer with their index, what is missing with the portal's own page.
aws s3 website "s3://$bucket" --index-document index.html --error-document 404.html
