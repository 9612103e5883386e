#!/bin/sh
# Dovecot's full-text index asks which attachments can be turned into text (no argument), then sends one on standard input.
# Always ends well: an unreadable attachment is one without text. The list ends with an empty line, or nothing is decoded at all.
case "${1:-}" in
  '') printf '%s\n' 'application/pdf pdf' 'application/msword doc' \
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document docx' \
    'application/vnd.oasis.opendocument.text odt' '' ;;
  application/pdf) timeout 20 pdftotext -q - - 2>/dev/null ;;
  application/msword) timeout 20 catdoc -d utf-8 2>/dev/null ;;
  application/vnd.openxmlformats-officedocument.wordprocessingml.document | application/vnd.oasis.opendocument.text)
    file=$(mktemp) || exit 0
    trap 'rm -f "$file"' EXIT
    cat > "$file"
    case "$1" in *wordprocessingml*) part=word/document.xml ;; *) part=content.xml ;; esac
    timeout 20 unzip -p "$file" "$part" 2>/dev/null | head -c 4000000 | sed -e 's/<[^>]*>/ /g' ;;
esac
exit 0
