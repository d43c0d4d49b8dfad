apt-get install python3-numpy
npm install torch
pipeline install x
grep 'pip install foo' file
