def (:
    model.cuda()
"""
