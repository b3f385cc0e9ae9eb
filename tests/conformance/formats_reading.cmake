# One programme as XLSX, ODS, CSV and DOCX, saved by LibreOffice: the cells that grif reads agree.
if(TARGET grif_program AND GRIF_PYTHON)
  add_test(NAME conformance_formats_reading COMMAND ${GRIF_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/formats_reading.py
    $<TARGET_FILE:grif_program> ${CMAKE_CURRENT_BINARY_DIR}/formats_reading ${PROJECT_SOURCE_DIR}/samples)
  set_tests_properties(conformance_formats_reading PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600)
endif()
