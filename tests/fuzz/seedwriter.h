#pragma once
#include <filesystem>
#include <span>
#include <string_view>

namespace tacet::fuzz {

/// Writes inputs into FOLDER/target/name. Throws if a file cannot be written.
class SeedWriter
{
public:
    explicit SeedWriter(std::filesystem::path folder);
    void write(std::string_view target, std::string_view name, std::span<const std::byte> bytes) const;

private:
    std::filesystem::path m_folder;
};

void writeCryptoSeeds(const SeedWriter &writer);
void writeEpochSeeds(const SeedWriter &writer);
void writeDomainSeeds(const SeedWriter &writer);
void writeServiceSeeds(const SeedWriter &writer);

} // namespace tacet::fuzz
