using Kiln.Golden.Tests;

return CommandLine.Run(args, Console.Out, Console.Error);
