# The generated XSD: xmllint accepts it, the samples by it, and of planted faults says what Grif says.
find_program(GRIF_XMLLINT xmllint)
mark_as_advanced(GRIF_XMLLINT)
if(TARGET export_xml AND GRIF_PYTHON)
  set(xsd_test conformance_xsd)
  if(NOT GRIF_XMLLINT)
    set(xsd_test conformance_xsd-SKIPPED-no-xmllint)
  endif()
  add_test(NAME ${xsd_test} COMMAND ${GRIF_PYTHON} -B ${CMAKE_CURRENT_LIST_DIR}/xsd.py $<TARGET_FILE:grif_program>
    ${PROJECT_SOURCE_DIR} $<TARGET_FILE:export_xml>)
  set_tests_properties(${xsd_test} PROPERTIES SKIP_RETURN_CODE 77)
endif()
