# What grif reads of workbooks against what openpyxl reads.
if(TARGET grif_program AND GRIF_PYTHON)
  add_test(NAME conformance_xlsx_reading COMMAND ${GRIF_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/xlsx_reading.py
    $<TARGET_FILE:grif_program> ${CMAKE_CURRENT_BINARY_DIR}/xlsx_reading)
  set_tests_properties(conformance_xlsx_reading PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 300)
endif()
