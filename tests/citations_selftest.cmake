# Shows that tests/citations.cmake finds each kind of citation of what is not there, and accepts what is.
#   cmake -DROOT=<checkout> -DSCRATCH=<folder> -P tests/citations_selftest.cmake

function(expect outcome text)
    file(REMOVE_RECURSE ${SCRATCH})
    file(WRITE ${SCRATCH}/core/lab/lab.h "#pragma once\n\n${text}\nint lab();\n")
    execute_process(
        COMMAND ${CMAKE_COMMAND} -DROOT=${ROOT} -DFIXTURE=${SCRATCH} -P ${ROOT}/tests/citations.cmake
        RESULT_VARIABLE code OUTPUT_QUIET ERROR_VARIABLE error)
    if(outcome STREQUAL "good" AND NOT code EQUAL 0)
        message(SEND_ERROR "This may be cited, but:\n${text}\n${error}")
    elseif(outcome STREQUAL "bad" AND (code EQUAL 0 OR NOT error MATCHES "cite what is not there"))
        message(SEND_ERROR "This is nowhere, but nobody noticed:\n${text}")
    endif()
endfunction()

expect(good "/// The timers (protocol section 3.2).")
expect(good "/// The timers (protocol sections 1.6, 5.2 rule 1, 5.3).")
expect(good "/// The timers (section\n    /// 5.2\n    /// rule 8), in architecture section 4; of section 2.")
expect(good "int sections = 99; ///< of invariants 2 and 8, case C05")
expect(good "/// What docs/cases.md says of cases C01, C02 and C35.")
expect(good "/// Seen in section 3.2: 40 of them.")
expect(good "const char* text = \"section 77\";")

expect(bad "/// The timers (protocol section 3.9).")
expect(bad "/// The timers (protocol sections 1.6 and 5.9).")
expect(bad "/// The timers (section\n    /// 5.2\n    /// rule 12).")
expect(bad "/// Two of them (protocol section 3.2 rule 1).")
expect(bad "/// The fold of section 9.")
expect(bad "/// The fold (architecture section 12).")
expect(bad "/// The fold (design section 1).")
expect(bad "int count = 0; ///< of invariants 2 and 12")
expect(bad "int count = 0; ///< case C99")
expect(bad "/// A ghost (cases C09 and C08).")
expect(bad "/// What docs/nowhere.md says.")
expect(bad "/// What cases.md says.")
file(REMOVE_RECURSE ${SCRATCH})
