using System;
using System.Collections.Generic;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>One parameter of an emitted kernel.</summary>
/// <param name="Type">Its C# type.</param>
/// <param name="Name">Its name in the kernel.</param>
/// <param name="Argument">What the network passes.</param>
internal sealed record KernelParameter(string Type, string Name, string Argument)
{
    /// <summary>Whether the argument speaks of the number of images of the run.</summary>
    public bool NeedsImages { get; init; }
}

/// <summary>The parameters of an emitted kernel, each once, in the order in which its text asks for them.</summary>
/// <param name="kernel">Its name.</param>
internal sealed class KernelParameters(string kernel)
{
    private readonly List<KernelParameter> all = [];

    public IReadOnlyList<KernelParameter> All => all;

    /// <summary>A parameter, by its name; one that is there already must get the same argument.</summary>
    public string Add(KernelParameter parameter)
    {
        if (all.Find(other => other.Name == parameter.Name) is not { } known)
            all.Add(parameter);
        else if (known.Argument != parameter.Argument)
            throw new InvalidOperationException($"{kernel} has two values for {parameter.Name}: {known.Argument} and {parameter.Argument}");

        return parameter.Name;
    }

    /// <summary>A number that the network passes, so that kernels which differ in it are one method.</summary>
    /// <param name="type">An integer type.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">The number.</param>
    public Size Number(string type, string name, long value) => Size.Variable(Add(new KernelParameter(type, name, ((Size)value).ToString())));
}
