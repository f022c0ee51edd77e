#include "tests/fuzz/seedwriter.h"

#include <fstream>
#include <stdexcept>
#include <utility>

namespace tacet::fuzz {

SeedWriter::SeedWriter(std::filesystem::path folder)
    : m_folder(std::move(folder))
{
}

void SeedWriter::write(std::string_view target, std::string_view name, std::span<const std::byte> bytes) const
{
    const std::filesystem::path folder = m_folder / target;
    std::filesystem::create_directories(folder);
    std::ofstream file(folder / name, std::ios::binary | std::ios::trunc);
    file.write(reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush())
        throw std::runtime_error("cannot write a seed into " + folder.string());
}

} // namespace tacet::fuzz
