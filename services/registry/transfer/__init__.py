"""The registry out of and into files: CSV, XLSX and HSDS JSON, without loss."""
