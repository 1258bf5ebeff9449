"""Words of pages without a text layer, read by an OCR engine."""
