namespace Kiln.Models.Tests.Report;

/// <summary>A training of two epochs on the letters of two fonts, and what it left.</summary>
public sealed class SmallTraining : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    /// <summary>The letters.</summary>
    internal string Letters => folder.File("two fonts.letters");

    /// <summary>What was printed.</summary>
    internal ConsoleRun Run { get; private set; } = null!;

    /// <summary>The folder of the training.</summary>
    internal string Folder => folder.File("run <1> & more");

    /// <summary>The page.</summary>
    internal ReportDocument Page { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        string fonts = folder.File("fonts");
        Directory.CreateDirectory(fonts);
        File.Copy(ShippedData.Font, Path.Combine(fonts, "Lato.ttf"));
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fonts/abeezee-latin-400-normal.woff"), Path.Combine(fonts, "ABeeZee.woff"));
        ConsoleRun made = await ConsoleRun.Of("letters", fonts, "--out", Letters);
        Assert.Equal((0, ""), (made.ExitCode, made.Error));

        Run = await ConsoleRun.Of("train", "CharacterCnn", "--letters", Letters, "--out", Folder, "--epochs", "2", "--batch", "8");
        Assert.Equal((0, ""), (Run.ExitCode, Run.Error));
        Page = ReportDocument.Load(Path.Combine(Folder, "report.html"));
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }
}
