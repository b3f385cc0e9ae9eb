# The PDF writer before outside judges, on pages put together by hand.
if(NOT TARGET grif_write)
  return()
endif()
add_executable(pdf_sample
  ${CMAKE_CURRENT_LIST_DIR}/pdf_sample.cpp ${PROJECT_SOURCE_DIR}/tests/unit/write/pdf_pages.cpp)
target_include_directories(pdf_sample PRIVATE ${PROJECT_SOURCE_DIR}/tests)
target_compile_definitions(pdf_sample PRIVATE GRIF_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
target_link_libraries(pdf_sample PRIVATE grif_flags)
collect_parts(write pdf_sample_parts)
foreach(part IN LISTS pdf_sample_parts)
  link_part(pdf_sample ${part})
endforeach()

foreach(judge qpdf fonts text structure pixels)
  add_test(NAME conformance_pdf_${judge}
    COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/pdf_${judge}.sh $<TARGET_FILE:pdf_sample>)
  set_tests_properties(conformance_pdf_${judge} PROPERTIES SKIP_RETURN_CODE 77)
endforeach()

# The judge of PDF/A and PDF/UA is a Java library; GRIF_VERAPDF names the folder with its *.jar files.
add_test(NAME conformance_pdf_archive
  COMMAND sh ${CMAKE_CURRENT_LIST_DIR}/pdf_archive.sh $<TARGET_FILE:pdf_sample>)
set_tests_properties(conformance_pdf_archive PROPERTIES SKIP_RETURN_CODE 77)
