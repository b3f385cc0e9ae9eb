# DOCX and XLSX of all samples before outside judges.
if(NOT TARGET grif_program OR NOT GRIF_PYTHON)
  return()
endif()
set(office_script ${CMAKE_CURRENT_LIST_DIR}/office.py)
set(office_documents ${CMAKE_CURRENT_BINARY_DIR}/office)
file(GLOB office_samples CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/samples/*.xlsx ${PROJECT_SOURCE_DIR}/samples/as-printed/*.xlsx)

add_test(NAME conformance_office_documents COMMAND ${GRIF_PYTHON} ${office_script}
  make ${office_documents} $<TARGET_FILE:grif_program> ${office_samples})
set_tests_properties(conformance_office_documents PROPERTIES FIXTURES_SETUP office_documents TIMEOUT 120)

# Judges that are not installed are skipped; tests/conformance/setup.sh installs the one of openxml.
foreach(judge xml text openxml libreoffice)
  add_test(NAME conformance_office_${judge} COMMAND ${GRIF_PYTHON} ${office_script}
    ${judge} ${office_documents} ${PROJECT_SOURCE_DIR}/build/judges)
  set_tests_properties(conformance_office_${judge} PROPERTIES
    FIXTURES_REQUIRED office_documents SKIP_RETURN_CODE 77 TIMEOUT 600)
endforeach()
add_test(NAME conformance_office_self_test COMMAND ${GRIF_PYTHON} ${CMAKE_CURRENT_LIST_DIR}/office_test.py)
