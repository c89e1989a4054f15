using Kiln.Docs.Tests.Pages;

namespace Kiln.Docs.Tests;

/// <summary>Tests that run what pages say change the process's working directory and its console: they run one at a time, and alone.</summary>
[CollectionDefinition(Page.WorkingDirectory, DisableParallelization = true)]
public sealed class WorkingDirectory;
