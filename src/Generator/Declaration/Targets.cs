using System;

namespace Kiln.Generator.Declaration;

/// <summary>The machines that a network is compiled for, numbered as in the attribute.</summary>
[Flags]
internal enum Targets
{
    Cpu = 1,
    Gpu = 2,
}
