#include <gtest/gtest.h>

#include "vectors.hpp"

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    roompass::testing_::registerMintVectors();
    roompass::testing_::registerVerifyVectors();
    roompass::testing_::registerDiagnosisVectors();
    return RUN_ALL_TESTS();
}
