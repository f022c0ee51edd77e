// Writes a few valid inputs per fuzz target into the folder given as the only argument, one folder per target.
#include "tests/fuzz/seedwriter.h"

#include <cstdio>

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fputs("usage: fuzz_seeds FOLDER\n", stderr);
        return 2;
    }
    const tacet::fuzz::SeedWriter writer(argv[1]);
    tacet::fuzz::writeCryptoSeeds(writer);
    tacet::fuzz::writeEpochSeeds(writer);
    tacet::fuzz::writeDomainSeeds(writer);
    tacet::fuzz::writeServiceSeeds(writer);
    return 0;
}
