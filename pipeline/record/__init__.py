"""From a document to the record that is written."""
