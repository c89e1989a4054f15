using System.Runtime.InteropServices;
using Kiln.Classifier;

namespace Kiln.NativeLibrary;

/// <summary>What a <c>squeezenet *</c> of C points to.</summary>
internal sealed class LoadedNetwork : IDisposable
{
    private readonly nint[] names;

    private LoadedNetwork(PictureClassifier classifier)
    {
        Classifier = classifier;
        names = [.. classifier.Classes.Select(Marshal.StringToCoTaskMemUTF8)];
    }

    /// <summary>The network; lock this object to use it.</summary>
    public PictureClassifier Classifier { get; }

    /// <summary>The names of the classes in memory of C.</summary>
    public IReadOnlyList<nint> Names => names;

    /// <summary>Loads weights and gives the pointer for C.</summary>
    public static nint Create(string weights, int maxBatch, int threads) =>
        GCHandle.ToIntPtr(GCHandle.Alloc(new LoadedNetwork(PictureClassifier.Load(weights, maxBatch, threads))));

    /// <summary>What a pointer from C means.</summary>
    /// <exception cref="ArgumentException">It is null.</exception>
    public static LoadedNetwork Of(nint network) => (LoadedNetwork)GCHandle.FromIntPtr(NotNull(network, nameof(network))).Target!;

    /// <summary>Frees what a pointer from C means.</summary>
    public static void Free(nint network)
    {
        if (network == 0)
            return;

        using LoadedNetwork loaded = Of(network);
        GCHandle.FromIntPtr(network).Free();
    }

    /// <summary>A pointer, if it is one.</summary>
    /// <exception cref="ArgumentException">It is null.</exception>
    public static nint NotNull(nint pointer, string name) => pointer != 0 ? pointer : throw new ArgumentException($"{name} is null");

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (this)
            Classifier.Dispose();

        foreach (nint name in names)
            Marshal.FreeCoTaskMem(name);
    }
}
