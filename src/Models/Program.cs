using Kiln.Models;

return await CommandLine.Run(args, Console.Out, Console.Error);
