using System.Runtime.CompilerServices;

namespace Kiln.Models.Tests;

/// <summary>Enough threads for what the tests hold up.</summary>
internal static class ThreadPoolSize
{
    /// <summary>Commands under test compute on threads of the pool for seconds. A pool of two would then let a page's browser and its server wait for one another.</summary>
    [ModuleInitializer]
    internal static void Raise()
    {
        ThreadPool.GetMinThreads(out _, out int ports);
        ThreadPool.SetMinThreads(32, ports);
    }
}
